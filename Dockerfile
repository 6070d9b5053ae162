# docker build --tag sourcelint . && docker run --rm --volume "$PWD:/repo" sourcelint check
FROM rust:1.95-slim-trixie AS build
WORKDIR /sourcelint
COPY Cargo.toml Cargo.lock build.rs README.md ./
COPY src src
COPY rules rules
COPY benches benches
COPY docs docs
COPY scripts scripts
RUN ["scripts/install.sh", "/installed"]

# The same Debian, with git, which --new-from asks.
FROM buildpack-deps:trixie-scm
COPY --from=build /installed/bin/sourcelint /usr/local/bin/sourcelint
# A folder that is mounted belongs to somebody else; git would refuse to read it.
ENV GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=*
WORKDIR /repo
ENTRYPOINT ["sourcelint"]
CMD ["--help"]
