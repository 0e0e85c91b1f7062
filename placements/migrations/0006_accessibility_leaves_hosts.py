from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placements", "0005_places_of_hosts")]

    operations = [
        migrations.RemoveField(
            model_name='host',
            name='adjustable_desk',
        ),
        migrations.RemoveField(
            model_name='host',
            name='flexible_hours',
        ),
        migrations.RemoveField(
            model_name='host',
            name='quiet_room',
        ),
        migrations.RemoveField(
            model_name='host',
            name='screen_reader',
        ),
        migrations.RemoveField(
            model_name='host',
            name='step_free',
        ),
    ]
