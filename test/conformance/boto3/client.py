"""Does what it is asked, a line of JSON at a time, with boto3: python3 client.py URL

{"operation": ..., "input": ...}, {"walk": {...}} or {"waiter": ..., "input": ...} on each line of the input; on each
line of the output {"answer": ...}, {"refusal": [code, message]} or {"failure": ...}.
"""

import json
import sys

import boto3
import botocore.exceptions
from botocore import xform_name

client = boto3.client("rekognition", endpoint_url=sys.argv[1])


def with_bytes(arguments):
    """The changes of a dataset are bytes."""
    if "Changes" in arguments:
        text = arguments["Changes"]["GroundTruth"]
        return {**arguments, "Changes": {"GroundTruth": text.encode()}}
    return arguments


def call(request):
    return getattr(client, xform_name(request["operation"]))(**with_bytes(request["input"]))


def walk(request):
    listing = request["walk"]
    config = {"PageSize": listing["pageSize"]}
    if "limit" in listing:
        config["MaxItems"] = listing["limit"]
    if "from" in listing:
        config["StartingToken"] = listing["from"]
    paginator = client.get_paginator(xform_name(listing["operation"]))
    result = paginator.paginate(**listing.get("input", {}), PaginationConfig=config).build_full_result()
    return {"items": result.get(listing["member"], []), "next": result.get("NextToken")}


def wait(request):
    patience = {"Delay": 0, "MaxAttempts": 100_000}
    client.get_waiter(xform_name(request["waiter"])).wait(**request["input"], WaiterConfig=patience)
    return {}


for line in sys.stdin:
    asked = json.loads(line)
    work = walk if "walk" in asked else wait if "waiter" in asked else call
    try:
        reply = {"answer": work(asked)}
    except botocore.exceptions.ClientError as error:
        reply = {"refusal": [error.response["Error"]["Code"], error.response["Error"]["Message"]]}
    except botocore.exceptions.BotoCoreError as error:
        reply = {"failure": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply, default=lambda value: value.isoformat()), flush=True)
