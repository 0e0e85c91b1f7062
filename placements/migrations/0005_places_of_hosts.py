"""Learners choose places: every company of the school's list gets one, with what was known of its accessibility."""

from django.db import migrations

ATTRIBUTES = ("step_free", "adjustable_desk", "screen_reader", "quiet_room", "flexible_hours")


def open_places(apps, _schema_editor):
    Host, Place = apps.get_model("placements", "Host"), apps.get_model("placements", "Place")
    for host in Host.objects.filter(is_listed=True, places=None):
        known = {name: getattr(host, name) for name in ATTRIBUTES}
        Place.objects.create(
            host=host, title="Praktikakoht", address=host.address, capacity=max(host.capacity, 1), is_offered=True, **known
        )


class Migration(migrations.Migration):
    dependencies = [("placements", "0004_schools_and_people")]
    operations = [migrations.RunPython(open_places, migrations.RunPython.noop)]
