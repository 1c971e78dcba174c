#!/usr/bin/env bash
# The README's two commands, as they stand, on a Debian 12 made for them: a machine we work on
# has by chance what need_tools.sh forgets. Runs the last commit, not what is uncommitted;
# TESTS="tests/export tests/test_docs.py" make test-bare runs only those tests.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %(%H:%M:%S)T %s\n' -1 "$1"; }

# With mounts and processes of its own: whatever happens, the kernel takes both back.
apart() { unshare --mount --pid --fork --kill-child "$@"; }

enter() {
    mount -t proc proc "$folder/proc"
    mount --rbind /sys "$folder/sys"
    mount --rbind /dev "$folder/dev"
    chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "${passed_on[@]}" \
        bash -euo pipefail -c "$(declare -f say two_commands); two_commands"
}

leave() {
    kill -KILL $(<"/proc/$$/task/$$/children") 2>/dev/null && wait
    rm -rf --one-file-system "$folder" || { sleep 3; rm -rf --one-file-system "$folder"; }
}

two_commands() {
    cd /root/project
    local health=http://127.0.0.1:8501/_stcore/health
    local ask="import urllib.request as u; assert u.urlopen('$health', timeout=5).read() == b'ok'"
    if python3 -c "$ask" 2>/dev/null; then
        echo "another server answers on port 8501: stop it first" >&2
        return 1
    fi

    say "make run"
    set -m # a process group of its own, to be stopped as a whole
    timeout 3600 make run &
    until python3 -c "$ask" 2>/dev/null; do
        kill -0 $! || return 1
        sleep 1
    done
    say "it answers and is stopped"
    kill -- -$!
    wait $! || true
    set +m

    say "make test"
    make test
    say "both commands have passed"
}

[ "$(id -u)" = 0 ] || { echo "make test-bare makes and enters a Debian: only root can" >&2; exit 1; }
apt-get update -qq
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null

# Of this machine only the way to the packages: mirrors, proxies, certificates.
sources=$(apt-get indextargets --format '$(ORIGIN) deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    "Created-By: Packages" | sed -n '/ bookworm/s/^Debian //p')
passed_on=(${TESTS:+"TESTS=$TESTS"})
for key in index-url cert client-cert proxy trusted-host; do
    value=$(python3 -m pip config get "global.$key" 2>/dev/null) || continue
    name=${key^^}
    passed_on+=("PIP_${name//-/_}=$value")
done
while IFS= read -r variable; do
    passed_on+=("$variable")
done < <(env | grep -iE "^([a-z]+_proxy|SSL_CERT_FILE|PIP_(INDEX_URL|CERT|CLIENT_CERT|TRUSTED_HOST\
|DEFAULT_TIMEOUT)|UV_(INDEX_URL|DEFAULT_INDEX))=")

folder=$(mktemp -d)
trap leave EXIT
chmod 755 "$folder"
say "a Debian in $folder"
apart --mount-proc debootstrap --variant=minbase --include=python3,python3-pip,make,git \
    bookworm "$folder" $(awk '$3 == "bookworm" { print $2; exit }' <<<"$sources") >/dev/null ||
    { tail -n 30 "$folder/debootstrap/debootstrap.log"; exit 1; }
[ -z "$sources" ] || echo "$sources" >"$folder/etc/apt/sources.list"
apt-config dump Acquire | grep -E '^Acquire::(https?::|Check-|Retries)' \
    >"$folder/etc/apt/apt.conf.d/90way" || true
cp -L /etc/hosts /etc/resolv.conf "$folder/etc"
for setting in cert=/etc/ssl/certs/ca-certificates.crt "${passed_on[@]}"; do
    file=${setting#*=}
    [[ $file != /* || ! -f $file ]] || install -D -m 644 "$file" "$folder$file"
done
git clone -q . "$folder/root/project"
say "$(git log -1 --format='%h %s'); $(wc -l < <(chroot "$folder" dpkg-query -f '.\n' -W)) packages"

apart bash -euo pipefail -c \
    "$(declare -p folder passed_on; declare -f say enter two_commands); enter"
