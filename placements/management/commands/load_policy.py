"""`manage.py load_policy FILE`."""

from placements.programmes.command import LoadCommand
from placements.programmes.services import load_policy


class Command(LoadCommand):
    help = "Load a policy file: the same content again changes nothing, other content makes a new version."
    load = staticmethod(load_policy)
