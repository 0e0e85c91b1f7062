"""`python -m config.supervision`: the supervisor, without Django, so that it weighs little."""

import os
import sys
import threading
from pathlib import Path

from config.env import flag, has_mailbox, text
from config.supervision import broker, single
from config.supervision.tree import Tree, commands
from config.supervision.welcome import Occasion, welcome


def main() -> None:
    """Run the tree that the environment describes: PORT, DATA_DIR, REDIS_URL, DEMO, SETUP_LINK, END_WITH (a number)."""
    port, data_dir = os.environ["PORT"], Path(os.environ["DATA_DIR"])
    try:
        lock = single.hold(data_dir)
    except single.AlreadyServedError:
        sys.exit(f"praktika: the data in {data_dir} is served already: end that service, or set another DATA_DIR.")
    redis_url = text("CELERY_BROKER_URL") or text("REDIS_URL")
    queue = broker.Broker(redis_url) if redis_url else broker.embedded_broker(data_dir)
    occasion = Occasion(is_demo=flag("DEMO"), has_mailbox=has_mailbox(), setup_link=text("SETUP_LINK"))
    threading.Thread(target=welcome, args=(port, occasion), daemon=True).start()
    try:
        environment = {**os.environ, "CELERY_BROKER_URL": queue.url}
        Tree(commands(port, data_dir, queue), environment, parent=int(text("END_WITH", "0"))).run()
    finally:
        broker.clear(queue, data_dir)
        os.close(lock)


if __name__ == "__main__":
    main()
