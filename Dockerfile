FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PRODUCTION=1 DATA_DIR=/data STATIC_ROOT=/app/collected
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN python manage.py compile_messages --settings=config.building \
    && python manage.py collectstatic --noinput --settings=config.building \
    && useradd --system --home /data praktika && mkdir -p /data && chown -R praktika /data
USER praktika
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4"]
