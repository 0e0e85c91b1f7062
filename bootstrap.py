"""Prepares the machine for `make run`: plain sentences, no traceback. Must be readable by any old Python."""

from __future__ import print_function

import os
import shutil
import socket
import subprocess
import sys

NEEDED = (3, 11)
HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def fail(sentence):
    print("praktika: " + sentence, file=sys.stderr)
    sys.exit(1)


def check_python():
    if sys.version_info[:2] < NEEDED:
        found = ".".join(str(part) for part in sys.version_info[:3])
        fail(
            "Python %s is too old, 3.11 or newer is needed: install it and run `make run PYTHON=python3.11`." % found
        )


def check_folder():
    if not os.access(HERE, os.W_OK):
        fail("the folder %s cannot be written: make it yours (chown) or clone the project elsewhere." % HERE)


def port_is_free(port):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except (OSError, socket.error):
        return False
    finally:
        probe.close()
    return True


def check_port():
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        fail("PORT=%s is no port: choose a number from 1 to 65535." % text)
    if not port_is_free(int(text)):
        fail("port %s is taken by another program: end it, or choose another one with `make run PORT=8001`." % text)


def wanted(requirements):
    with open(os.path.join(HERE, requirements)) as source:
        return source.read()


def is_ready(requirements):
    stamp = os.path.join(VENV, requirements + ".installed")
    if not os.path.exists(PYTHON) or not os.path.exists(stamp):
        return False
    with open(stamp) as source:
        return source.read() == wanted(requirements)


def make_venv():
    try:
        works = os.path.exists(PYTHON) and subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        works = False
    if works:
        return
    if os.path.exists(VENV):
        print("praktika: the folder .venv is half-made, making it anew.")
        shutil.rmtree(VENV)
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        fail("Python cannot make a virtual environment: install its venv module (on Debian: apt install python3-venv).")


def install(requirements):
    if is_ready(requirements):
        return
    make_venv()
    print("praktika: installing what %s names, this takes a minute the first time." % requirements)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", os.path.join(HERE, requirements)]
    if subprocess.call(command) != 0:
        fail("the packages could not be installed: check the network or the package index, and run the same command again.")
    with open(os.path.join(VENV, requirements + ".installed"), "w") as stamp:
        stamp.write(wanted(requirements))


def main(arguments):
    check_python()
    check_folder()
    if "run" in arguments:
        check_port()
    install("requirements-dev.txt" if "dev" in arguments else "requirements.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
