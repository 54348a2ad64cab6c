#!/usr/bin/env bash
# Builds edgeguard_VERSION_ARCH.deb from a published binary, hardware/ and the files beside this script.
#
#   systemd/build-deb.sh --arch amd64|arm64 [--binary FILE] [--hardware DIR] [--version V] [--out DIR]
#
# Without --binary it publishes the native binary first (`dotnet publish -r linux-x64|linux-arm64`). Prints the package's path.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(dirname "$here")

die() { echo "build-deb: $*" >&2; exit 1; }

arch='' binary='' version='' hardware="$repo/hardware" out="$repo/artifacts"
while (($#)); do
    (($# >= 2)) || die "$1 wants a value"
    case $1 in
        --arch) arch=$2 ;;
        --binary) binary=$2 ;;
        --hardware) hardware=$2 ;;
        --version) version=$2 ;;
        --out) out=$2 ;;
        *) die "unknown option $1" ;;
    esac
    shift 2
done

case $arch in
    amd64) rid=linux-x64 machine='x86-64' ;;
    arm64) rid=linux-arm64 machine='ARM aarch64' ;;
    *) die 'say --arch amd64 or --arch arm64' ;;
esac
command -v dpkg-deb >/dev/null || die 'dpkg-deb is missing'
version=${version:-$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$repo/Directory.Build.props")}
[[ $version =~ ^[0-9][0-9A-Za-z.+~-]*$ ]] || die "'$version' is no Debian version"
[[ -d $hardware ]] || die "no such directory: $hardware (profiles and rules that ship)"

if [[ -z $binary ]]; then
    dotnet publish "$repo/src/EdgeGuard" -c Release -r "$rid" >&2
    binary=$repo/src/EdgeGuard/bin/Release/net10.0/$rid/publish/edgeguard
fi
[[ -f $binary ]] || die "no such file: $binary"
# A JIT build, or one of the other architecture, would install well and never start.
LC_ALL=C file -b "$binary" 2>/dev/null | grep -q "ELF.*$machine" || die "$binary is no $machine program"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 0755 "$stage"

put() { install -D -m "$1" "$2" "$stage/$3"; }

put 0755 "$binary" usr/bin/edgeguard
put 0644 "$here/edgeguard.service" usr/lib/systemd/system/edgeguard.service
put 0644 "$here/edgeguard.sysusers.conf" usr/lib/sysusers.d/edgeguard.conf
put 0644 "$here/edgeguard.modules-load.conf" usr/lib/modules-load.d/edgeguard.conf
put 0644 "$here/99-edgeguard.rules" usr/lib/udev/rules.d/99-edgeguard.rules
put 0644 "$here/README.md" usr/share/doc/edgeguard/README.md
install -d -m 0755 "$stage"/etc/edgeguard/{devices.d,rules.d} "$stage/usr/share/edgeguard"
cp -R --no-preserve=mode,ownership "$hardware/." "$stage/usr/share/edgeguard/"
# Not below /usr/share/doc: small systems leave that out.
cp -R --no-preserve=mode,ownership "$here/examples" "$stage/usr/share/edgeguard/examples"
chmod -R u=rwX,go=rX "$stage/usr/share/edgeguard"

for script in postinst prerm postrm; do
    put 0755 "$here/deb/$script" "DEBIAN/$script"
done
cat >"$stage/DEBIAN/control" <<CONTROL
Package: edgeguard
Version: $version
Architecture: $arch
Section: net
Priority: optional
Maintainer: EdgeGuard <edgeguard@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$stage" | cut -f1)
Depends: libc6 (>= 2.27), libssl3 | libssl3t64, systemd (>= 247)
Recommends: ca-certificates, tzdata, udev
Description: gateway of a telecom equipment room
 Reads temperature, humidity, smoke, water, door, UPS, rectifier, battery and
 air-conditioner data over GPIO, I2C and Modbus, judges it on the spot, keeps
 what is not delivered yet and forwards alarms over MQTT.
CONTROL

mkdir -p "$out"
package=$out/edgeguard_${version}_$arch.deb
# The same input gives the same package, to the byte.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$repo" log -1 --format=%ct 2>/dev/null || date +%s)}
dpkg-deb --root-owner-group -Zxz --build "$stage" "$package" >&2
echo "$package"
