"""Processes that began before a practicum could end early get the node that waits for it."""

from django.db import migrations
from django.utils import timezone
from viewflow.workflow.token import Token

NODE = "workflows/flows.PracticumFlow."


def wait_for_an_ending(apps, _schema_editor):
    Process, Task = apps.get_model("workflows", "PracticumProcess"), apps.get_model("viewflow", "Task")
    for process in Process.objects.filter(status="NEW"):
        if Task.objects.filter(process_id=process.pk, flow_task=f"{NODE}ending").exists():
            continue
        Task.objects.create(
            process_id=process.pk, flow_task=f"{NODE}ending", flow_task_type="FUNCTION", status="NEW",
            created=timezone.now(), token=Token("start/0_2"),
        )


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial"), ("placements", "0003_agreements_in_force"), ("viewflow", "0015_task_scheduled")]
    operations = [migrations.RunPython(wait_for_an_ending, migrations.RunPython.noop)]
