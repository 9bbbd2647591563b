#!/usr/bin/env bash
# bin/test --containers: builds docker/Dockerfile, brings the portal and PostgreSQL up by docker/compose.yaml, and drives it in a browser.
# Where no registry is asked (podman, as root), the images that the Dockerfile and compose name are made here: Debian by debootstrap, with the
# JDK and Maven of this machine and Debian's PostgreSQL. They stand in for the real ones; what is tested is the committed files.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"
need_jdk
cd "$ROOT"

skip() { say "The container test was skipped: $*"; exit 0; }
[ "$(id -u)" = 0 ] || skip "it needs root, to make base images."
for tool in podman buildah debootstrap python3; do
  command -v "$tool" >/dev/null 2>&1 || skip "there is no $tool here."
done

work=$ROOT/target/containers
cache=${PITCHPIPE_CONTAINER_CACHE:-$HOME/.cache/pitchpipe/containers}
mkdir -p "$work" "$cache"
# Where the kernel offers no overlay within a container, plain copies do.
podman info >/dev/null 2>&1 || export STORAGE_DRIVER=vfs
export BUILDAH_ISOLATION=chroot
# What a container may have is what this process may have: asking for more is refused on some machines. crun does not start where the
# kernel's control groups are of both kinds; runc does.
{
  echo '[containers]'
  echo "default_ulimits = [\"nofile=4096:4096\", \"nproc=4096:4096\"]"
  echo '[engine]'
  echo 'cgroup_manager = "cgroupfs"'
  if command -v runc >/dev/null 2>&1; then echo 'runtime = "runc"'; fi
} >"$work/containers.conf"
export CONTAINERS_CONF=$work/containers.conf

have() { podman image exists "$1"; }

base_images() {
  if ! have localhost/pitchpipe-debian; then
    say "Making the base images ..."
    [ -f "$cache/debian.tar" ] || {
      debootstrap --variant=minbase --include=ca-certificates bookworm "$work/rootfs" http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1 ||
        skip "debootstrap could not make a Debian ($work/debootstrap.log)."
      rm -rf "$work/rootfs/var/cache/apt/archives/"*.deb
      tar -C "$work/rootfs" -cf "$cache/debian.tar" .
      rm -rf "$work/rootfs"
    }
    podman import "$cache/debian.tar" localhost/pitchpipe-debian >/dev/null
  fi
  if ! have docker.io/library/eclipse-temurin:25-jre; then
    local jdk
    jdk=$(buildah from localhost/pitchpipe-debian)
    # Without what only compilers need.
    tar -C "$JAVA_HOME" --exclude=./jmods --exclude=./lib/src.zip --exclude=./include -cf "$work/jdk.tar" .
    buildah add "$jdk" "$work/jdk.tar" /opt/java/openjdk >/dev/null
    # Where a distribution keeps certificates outside the JDK, the link would lead nowhere.
    buildah config --env JAVA_HOME=/opt/java/openjdk --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$jdk"
    buildah commit --rm "$jdk" docker.io/library/eclipse-temurin:25-jre >/dev/null 2>&1
    rm "$work/jdk.tar"
  fi
  if ! have docker.io/library/maven:3.9-eclipse-temurin-25; then
    local maven home
    home=$(readlink -f "$(command -v mvn)")
    home=$(dirname "$(dirname "$home")")
    maven=$(buildah from docker.io/library/eclipse-temurin:25-jre)
    tar -C "$home" -chf "$work/maven.tar" .
    buildah add "$maven" "$work/maven.tar" /usr/share/maven >/dev/null
    buildah run "$maven" -- ln -s /usr/share/maven/bin/mvn /usr/local/bin/mvn
    buildah commit --rm "$maven" docker.io/library/maven:3.9-eclipse-temurin-25 >/dev/null 2>&1
    rm "$work/maven.tar"
  fi
  if ! have docker.io/library/postgres:18; then
    local postgres
    postgres=$(buildah from localhost/pitchpipe-debian)
    buildah run --network host "$postgres" -- sh -c 'apt-get -q update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends postgresql >/dev/null && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/ 2>/dev/null; true'
    buildah copy "$postgres" "$ROOT/bin/lib/containers-postgres" /entrypoint >/dev/null
    buildah config --entrypoint '["bash", "/entrypoint"]' "$postgres"
    buildah commit --rm "$postgres" docker.io/library/postgres:18 >/dev/null 2>&1
  fi
}

# --- the image -----------------------------------------------------------------------------------------------------
base_images
say "Building the image from docker/Dockerfile ..."
began=$(date +%s)
# Libraries come from this machine's repository where they are there: the build in the image then fetches nothing twice.
podman build --network host -v "$HOME/.m2:/root/.m2" -f docker/Dockerfile -t localhost/pitchpipe:test . >"$work/build.log" 2>&1 ||
  { tail -n 30 "$work/build.log" >&2; die "The image could not be built; all of its output is in target/containers/build.log."; }
say "Built in $(($(date +%s) - began)) s: $(podman image inspect localhost/pitchpipe:test --format '{{.Size}}' | awk '{printf "%.0f MB", $1 / 1e6}')"

# --- portal, tuning server and PostgreSQL, by the committed compose file ----------------------------------------------------
[ -x "$work/compose/bin/podman-compose" ] || {
  python3 -m venv "$work/compose" && "$work/compose/bin/pip" -q install podman-compose >/dev/null 2>&1 ||
    skip "podman-compose could not be had; the image itself is built."
}
POSTGRES_PASSWORD=$(head -c 18 /dev/urandom | base64 | tr -d '/+=')
export POSTGRES_PASSWORD PODMAN_COMPOSE_WARNING_LOGS=false
# Only what differs here: the image is built already, and podman resolves no names of services where its DNS plugin is not installed.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/compose.test.yaml" <<HERE
services:
  database:
    network_mode: host
  portal:
    image: localhost/pitchpipe:test
    network_mode: host
    environment:
      SPRING_DATASOURCE_URL: jdbc:postgresql://localhost/pitchpipe
      SERVER_PORT: "$port"
HERE
compose() { "$work/compose/bin/podman-compose" -p pitchpipe-test -f "$ROOT/docker/compose.yaml" -f "$work/compose.test.yaml" "$@"; }
finish() { compose down -v >"$work/down.log" 2>&1 || true; }
trap finish EXIT
began=$(date +%s)
compose up -d --no-build >"$work/up.log" 2>&1 || { tail -n 20 "$work/up.log" >&2; skip "containers cannot be started on this machine (target/containers/up.log)."; }
portal=$(podman ps -q --filter name=portal)
for _ in $(seq 240); do
  if podman exec "$portal" bash /app/start healthy 2>/dev/null; then ready=true; break; fi
  sleep 1
done
podman logs "$portal" >"$work/portal.log" 2>&1
${ready:-false} || { tail -n 30 "$work/portal.log" >&2; die "The portal in its container did not become ready."; }
say "Ready after $(($(date +%s) - began)) s."
[ "$(podman exec "$portal" id -u)" = 10001 ] || die "The portal runs as another user than its own."
if podman exec "$portal" touch /app/x 2>/dev/null; then die "The root of the container can be written to."; fi

link=$(grep -o 'http://localhost:[0-9]*/setup?token=[A-Za-z0-9_-]*' "$work/portal.log" | tail -1)
PITCHPIPE_CONTAINER_SETUP=$link mvn -B -ntp -q -Dquick test-compile failsafe:integration-test failsafe:verify -Dit.test=ContainerIT -Dfailsafe.failIfNoSpecifiedTests=false ||
  { podman logs "$portal" >"$work/portal.log" 2>&1; die "The journey in the container failed; its log is target/containers/portal.log."; }
say "Memory: $(podman stats --no-stream --format '{{.MemUsage}}' "$portal")"
began=$(date +%s)
podman stop -t 20 "$portal" >/dev/null
say "Stopped in $(($(date +%s) - began)) s. The container test passed."
