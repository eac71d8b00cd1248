#!/bin/sh
# Fuzzes a running server by its own description with Schemathesis (pip install schemathesis): tools/fuzz-server.sh http://127.0.0.1:8642
# It fails if an answer has a status of 500, a status or a content type that openapi.json does not describe, or another form.
set -eu
address=${1:?give the address of a running server}
exec "${SCHEMATHESIS:-st}" run "$address/openapi.json" --url "$address" --seed "${SEED:-1}" --max-examples "${EXAMPLES:-50}" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
