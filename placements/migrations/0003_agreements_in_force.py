"""Agreements signed before amendments existed are in force since their last signature."""

from django.db import migrations
from django.db.models import Max


def date_agreements(apps, _schema_editor):
    Agreement = apps.get_model("placements", "Agreement")
    signed = Agreement.objects.filter(superseded_at=None, placement__state__in=["in_force", "ended"])
    for agreement in signed.annotate(last=Max("signatures__signed_at")).exclude(last=None):
        Agreement.objects.filter(pk=agreement.pk).update(in_force_at=agreement.last)


class Migration(migrations.Migration):
    dependencies = [("placements", "0002_turnings")]
    operations = [migrations.RunPython(date_agreements, migrations.RunPython.noop)]
