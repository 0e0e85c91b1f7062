"""`manage.py load_occupation FILE`."""

from placements.programmes.command import LoadCommand
from placements.programmes.services import load_occupation


class Command(LoadCommand):
    help = "Load a occupation file: the same content again changes nothing, other content makes a new version."
    load = staticmethod(load_occupation)
