# fvcfg as a container; docs/pipelines.md shows it at work.
#
#   docker build --tag fvcfg .                         the program alone
#   docker build --tag fvcfg:shell --target shell .    with a shell, for GitLab
#
# VERSION, COMMIT and DATE are what "fvcfg version" prints, as in .goreleaser.yaml.
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS
ARG TARGETARCH
ARG VERSION
ARG COMMIT
ARG DATE
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -buildvcs=false \
	-ldflags "-s -w -X main.version=$VERSION -X main.commit=$COMMIT -X main.date=$DATE" \
	-o /out/fvcfg ./cmd/fvcfg

# GitLab's runner, among others, starts a shell in the image of a job.
FROM busybox:1.37 AS shell
COPY --from=build /out/fvcfg /usr/local/bin/fvcfg
USER 65532:65532
WORKDIR /work

# Nothing but the program. What it writes is staged beside its target; only a table that
# comes by standard input wants a /tmp (docker run --tmpfs /tmp). There are no authorities'
# certificates: over HTTPS, simulate wants --ca-file.
FROM scratch
COPY --from=build /out/fvcfg /fvcfg
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/fvcfg"]
