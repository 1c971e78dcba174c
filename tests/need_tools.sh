#!/usr/bin/env bash
# The tests open a real browser and a real LibreOffice: install them, or say what to.
set -u

# Package names of what is not there: each is asked for by the file or the start a test needs.
lacking() {
    local modules node
    modules=$(dirname "$(readlink -f "$(command -v soffice || echo /)")")/../share/registry
    for node in .venv/lib/python3*/site-packages/playwright/driver/node; do
        [ ! -e "$node" ] || "$node" --version >/dev/null 2>&1 || echo libatomic1
    done
    [ -x /usr/bin/chromium ] || echo chromium
    for module in writer calc impress; do
        [ -e "$modules/$module.xcd" ] || echo "libreoffice-$module"
    done
    fc-list :lang=zh 2>/dev/null | grep -q . || echo fontconfig fonts-noto-cjk
    # Only root can mount the disk whose power is cut, so only root needs to make one.
    [ "$(id -u)" != 0 ] || command -v mkfs.ext4 >/dev/null || echo e2fsprogs
}

missing=$(lacking | xargs)
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # words, one a package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    missing=$(lacking | xargs)
fi
[ -z "$missing" ] && exit 0
echo "tests need: sudo apt-get install -y --no-install-recommends $missing" >&2
exit 1
