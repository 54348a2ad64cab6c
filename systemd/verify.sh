#!/usr/bin/env bash
# Installs a package into an empty root, as dpkg would on the box, and lets systemd judge the unit there.
#
#   systemd/verify.sh PACKAGE.deb [LIMIT]
#
# Fails when a maintainer script fails, when `systemd-analyze verify` says anything at all, or when the exposure that
# `systemd-analyze security` computes is above LIMIT (2.0).
set -euo pipefail

package=$1
limit=${2:-2.0}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

die() { echo "verify: $*" >&2; exit 1; }

# The least that the scripts and systemd-analyze look for: the package database, accounts, and systemd's own units.
mkdir -p "$root"/{etc,usr/bin,usr/lib/systemd,var/lib/dpkg/{info,updates,triggers}}
: >"$root/var/lib/dpkg/status"
printf 'root:x:0:0:root:/root:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\ndialout:x:20:\n' >"$root/etc/group"
units=/usr/lib/systemd/system
[[ -d $units ]] || units=/lib/systemd/system
cp -a "$units" "$root/usr/lib/systemd/system"

echo "== contents"
dpkg-deb -c "$package" | awk '{print $1, $2, $6}'

echo "== install"
dpkg --root="$root" --log="$root/dpkg.log" --force-script-chrootless --force-depends --force-architecture --force-not-root \
    --install "$package" || die 'the installation failed'
grep -q '^edgeguard:' "$root/etc/passwd" || die 'sysusers made no user edgeguard'
for group in gpio i2c dialout; do
    grep -q "^$group:.*edgeguard" "$root/etc/group" || die "edgeguard is no member of $group"
done
[[ -L $root/etc/systemd/system/multi-user.target.wants/edgeguard.service ]] || die 'the unit is not enabled'

echo "== verify"
# man pages are no part of the package's root.
said=$(systemd-analyze verify --root="$root" --man=no edgeguard.service 2>&1) || die "verify failed: $said"
[[ -z $said ]] || die "verify says: $said"
echo 'nothing to say'

echo "== security"
systemd-analyze security --offline=true --root="$root" --no-pager \
    --threshold="$(awk -v l="$limit" 'BEGIN { printf "%d", l * 10 }')" edgeguard.service || die "exposure above $limit"

echo "== remove"
dpkg --root="$root" --log="$root/dpkg.log" --force-script-chrootless --force-architecture --force-not-root --purge edgeguard || die 'the removal failed'
[[ ! -e $root/usr/bin/edgeguard ]] || die 'the binary is still there'
[[ ! -e $root/etc/systemd/system/multi-user.target.wants/edgeguard.service ]] || die 'the unit is still enabled'
