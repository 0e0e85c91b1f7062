"""Prepares the machine for `make run`: plain sentences, no traceback. Must be readable by any old Python."""

from __future__ import print_function

import os
import shutil
import socket
import subprocess
import sys
import tempfile

NEEDED = (3, 11)
HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def fail(sentence):
    print("praktika: " + sentence, file=sys.stderr)
    sys.exit(1)


def newer_python():
    """A fitting Python on the PATH, by name; empty when there is none."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    for minor in range(19, NEEDED[1] - 1, -1):
        name = "python3.%d" % minor
        program = next((os.path.join(folder, name) for folder in folders if os.access(os.path.join(folder, name), os.X_OK)), "")
        # It is asked for itself: a version manager has names for Pythons that it does not run.
        if program and is_new_enough(program):
            return name
    return ""


def is_new_enough(program):
    question = "import sys; sys.exit(sys.version_info[:2] < (%d, %d))" % NEEDED
    return answers([program, "-c", question])


def answers(command):
    """Whether the command runs and ends well; what it says is not shown."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except (OSError, IOError):
        return False
    process.communicate()
    return process.returncode == 0


def check_python():
    if tuple(sys.version_info[:2]) >= NEEDED:
        return
    found = ".".join(str(part) for part in sys.version_info[:3])
    newer = newer_python()
    if newer:
        fail("Python %s is too old, 3.11 or newer is needed: run `make run PYTHON=%s`." % (found, newer))
    fail("Python %s is too old, 3.11 or newer is needed: install it and run `make run PYTHON=python3.11`." % found)


def check_folder(folder):
    """A folder that is not there yet needs one above it that can be written."""
    place = folder
    while not os.path.exists(place) and os.path.dirname(place) != place:
        place = os.path.dirname(place)
    if not os.path.isdir(place):
        fail("%s is not a folder: remove it, or name another folder." % place)
    if not os.access(place, os.W_OK | os.X_OK):
        fail_unwritable(place)


def fail_unwritable(folder):
    fail("the folder %s cannot be written: make it yours (chown), or put the project or its DATA_DIR elsewhere." % folder)


def check_data_folder():
    folder = os.path.abspath(os.environ.get("DATA_DIR") or os.path.join(HERE, "data"))
    check_folder(folder)
    # Only writing tells for sure: a mount may be read-only, and root is told yes by every permission.
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, 0o700)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, IOError):
        fail_unwritable(folder)


def may_bind(port):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except (OSError, socket.error):
        return False
    finally:
        probe.close()
    return True


def port_fault(text):
    """What is wrong with the port, in a sentence; empty when it can be used."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        return "PORT=%s is no port: choose a number from 1 to 65535." % text
    if may_bind(int(text)):
        return ""
    reason = "is taken by another program: end it" if int(text) > 1023 else "is taken, or kept for root"
    return "port %s %s, or choose another one with `make run PORT=8001`." % (text, reason)


def check_port():
    fault = port_fault(os.environ.get("PORT", "8000"))
    if fault:
        fail(fault)


def wanted(requirements):
    with open(os.path.join(HERE, requirements)) as source:
        return source.read()


def is_ready(requirements):
    stamp = os.path.join(VENV, requirements + ".installed")
    if not os.path.exists(PYTHON) or not os.path.exists(stamp):
        return False
    with open(stamp) as source:
        if source.read() != wanted(requirements):
            return False
    # The system's Python may have been replaced by a newer one, which does not see what is installed.
    return answers([PYTHON, "-c", "import django, celery"])


def venv_works():
    """It has a new enough Python and a pip that answers; a venv that was interrupted, moved or aged has not."""
    if not os.path.exists(PYTHON) or not is_new_enough(PYTHON):
        return False
    return answers([PYTHON, "-m", "pip", "--version"])


def make_venv():
    if venv_works():
        return
    if os.path.lexists(VENV):
        print("praktika: the folder .venv is half-made, making it anew.")
        remove_venv()
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        fail("Python cannot make a virtual environment: install its venv module (on Debian: apt install python3-venv) and run the same command again.")


def remove_venv():
    try:
        if os.path.islink(VENV) or not os.path.isdir(VENV):
            os.remove(VENV)
        else:
            shutil.rmtree(VENV)
    except (OSError, IOError) as error:
        fail("the folder .venv cannot be removed (%s): remove it yourself and run the same command again." % error.strerror)


def install(requirements):
    if is_ready(requirements):
        return
    make_venv()
    print("praktika: installing what %s names, this takes a minute the first time." % requirements)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", os.path.join(HERE, requirements)]
    if subprocess.call(command) != 0:
        fail("the packages could not be installed: check the network, the package index and the space on the disk, and run the same command again; if it goes on failing, remove the folder .venv first.")
    with open(os.path.join(VENV, requirements + ".installed"), "w") as stamp:
        stamp.write(wanted(requirements))


def main(arguments):
    check_python()
    check_folder(HERE)
    if "run" in arguments:
        check_data_folder()
        check_port()
    install("requirements-dev.txt" if "dev" in arguments else "requirements.txt")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
