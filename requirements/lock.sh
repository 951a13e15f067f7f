#!/usr/bin/env bash
# Writes main.txt and dev.txt: exact versions with hashes, no index address, no path of this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
# A pip configuration of the machine (mirrors, folders of wheels) must not reach the lock.
export PIP_CONFIG_FILE=/dev/null
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export CUSTOM_COMPILE_COMMAND="make lock"
lock() {
    "$python" -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
        --build-deps-for=editable --output-file="$1" "${@:2}" pyproject.toml
}
lock requirements/main.txt --extra formats
lock requirements/dev.txt --extra dev --constraint requirements/main.txt
