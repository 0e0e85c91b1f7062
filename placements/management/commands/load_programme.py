"""`manage.py load_programme FILE`."""

from placements.programmes.command import LoadCommand
from placements.programmes.services import Loaded, load_programme
from placements.records.services import seed_provider


class Command(LoadCommand):
    help = "Load a programme file: the same content again changes nothing, other content makes a new version."
    load = staticmethod(load_programme)

    def after(self, loaded: Loaded) -> None:
        """The file's provider seeds the provider settings, once."""
        seed_provider(loaded.provider)
