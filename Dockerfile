# Intégracode: one image for the API, the relay and the consumers. PostgreSQL and Kafka are other containers.
# The tag is exact, the digest is not: see docs/how-to/deploy.md.
FROM python:3.13.9-slim-trixie AS installed
WORKDIR /app
RUN python -m venv /venv
COPY locks/run.txt locks/run.txt
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r locks/run.txt
COPY pyproject.toml README.md ./
COPY domain domain
COPY services services
COPY projections projections
COPY adapters adapters
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13.9-slim-trixie
RUN useradd --no-create-home --uid 10001 integracode && mkdir /state && chown integracode /state
COPY --from=installed /venv /venv
USER 10001
WORKDIR /state
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
ENV INTEGRACODE_STATE=/state INTEGRACODE_HOST=0.0.0.0 INTEGRACODE_PORT=8000
EXPOSE 8000
CMD ["integracode", "serve"]
