# Intégracode: the API, its pages and its embedded followers. The database is another container.
FROM python:3.13-slim

RUN useradd --create-home --uid 10001 integracode
WORKDIR /app
COPY locks/run.txt locks/run.txt
RUN pip install --no-cache-dir --no-deps --require-hashes -r locks/run.txt
COPY pyproject.toml README.md ./
COPY domain domain
COPY services services
COPY projections projections
COPY adapters adapters
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && mkdir /state && chown integracode /state

USER integracode
ENV INTEGRACODE_STATE=/state INTEGRACODE_HOST=0.0.0.0 INTEGRACODE_PORT=8000
EXPOSE 8000
CMD ["integracode", "serve"]
