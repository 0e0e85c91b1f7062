"""Values that no form may fall over: odd digits, bytes that are no text, signs that hide, texts without end."""

from typing import Any
from urllib.parse import urlencode

from tests.strictness import StrictClient

HOSTILE = ["1_0", "٣", "a\x00b", "\ud800", "\u202eabc\u202c", "x" * 20_001, "9" * 400, "=1+1", "<script>", "💥"]
# A right-to-left mark is taken out of what is typed, what is left is sound; a code may have an underscore.
SOUND = {("name", "\u202eabc\u202c"), ("code", "\u202eabc\u202c"), ("code", "1_0")}
FORM = "application/x-www-form-urlencoded"


def send(client: StrictClient, address: str, data: dict[str, str]) -> Any:
    """Post a form whose texts need not be texts: half a surrogate pair goes over the wire as it is."""
    body = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in data.items()})
    return client.post(address, body, content_type=FORM)
