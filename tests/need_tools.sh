#!/usr/bin/env bash
# The tests open a real browser and a real LibreOffice: install them, or say what to.
set -u
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v soffice >/dev/null || missing+=(libreoffice-writer libreoffice-calc)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk)
# Only root can mount the disk whose power is cut, so only root needs to make one.
[ "$(id -u)" != 0 ] || command -v mkfs.ext4 >/dev/null || missing+=(e2fsprogs)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends fontconfig "${missing[@]}" >/dev/null &&
        exit 0
fi
echo "tests need: sudo apt-get install -y fontconfig ${missing[*]}" >&2
exit 1
