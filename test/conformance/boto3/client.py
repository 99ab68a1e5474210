"""Does with boto3 what a line of JSON asks for: python3 client.py

Each line of the input has an "id", and the "url" and "env" of a client, which is made by the first that names them; and
one of {"operation": ..., "input": ...}, {"walk": {...}}, {"waiter": ..., "input": ...}, {"scenario": ...} of
scenario.py, and {"whole": ..., "input": ...}: an operation of any "service", all its pages. On each line of the output
{"id": ...} with {"answer": ...}, {"refusal": [code, message]} or {"failure": ...}.
"""

import json
import os
import sys

import boto3
import botocore.exceptions
import botocore.session
from botocore import xform_name

import scenario

clients = {}
# What is shared by the clients: the service models, which are read once.
loader = botocore.session.Session().get_component("data_loader")


def client_of(asked):
    key = json.dumps([asked["url"], asked["env"], asked.get("service")])
    if key not in clients:
        # As in a process of its own: the environment says the rest, and is read as a session and its client are made.
        os.environ.update(asked["env"])
        session = botocore.session.Session()
        session.register_component("data_loader", loader)
        made = boto3.Session(botocore_session=session)
        clients[key] = made.client(asked.get("service", "rekognition"), endpoint_url=asked["url"])
    return clients[key]


def with_bytes(arguments):
    """The changes of a dataset are bytes."""
    if "Changes" in arguments:
        text = arguments["Changes"]["GroundTruth"]
        return {**arguments, "Changes": {"GroundTruth": text.encode()}}
    return arguments


def call(client, asked):
    return getattr(client, xform_name(asked["operation"]))(**with_bytes(asked["input"]))


def walk(client, asked):
    listing = asked["walk"]
    config = {"PageSize": listing["pageSize"]}
    if "limit" in listing:
        config["MaxItems"] = listing["limit"]
    if "from" in listing:
        config["StartingToken"] = listing["from"]
    paginator = client.get_paginator(xform_name(listing["operation"]))
    result = paginator.paginate(**listing.get("input", {}), PaginationConfig=config).build_full_result()
    return {"items": result.get(listing["member"], []), "next": result.get("NextToken")}


def wait(client, asked):
    patience = {"Delay": 0, "MaxAttempts": 100_000}
    client.get_waiter(xform_name(asked["waiter"])).wait(**asked["input"], WaiterConfig=patience)
    return {}


def whole(client, asked):
    operation = xform_name(asked["whole"])
    if client.can_paginate(operation):
        return client.get_paginator(operation).paginate(**asked["input"]).build_full_result()
    return getattr(client, operation)(**asked["input"])


def play(client, asked):
    return getattr(scenario, asked["scenario"])(client)


def work_of(asked):
    works = {"walk": walk, "waiter": wait, "scenario": play, "whole": whole, "operation": call}
    return next(work for kind, work in works.items() if kind in asked)


for line in sys.stdin:
    asked = json.loads(line)
    try:
        reply = {"answer": work_of(asked)(client_of(asked), asked)}
    except botocore.exceptions.ClientError as error:
        reply = {"refusal": [error.response["Error"]["Code"], error.response["Error"]["Message"]]}
    except Exception as error:
        reply = {"failure": f"{type(error).__name__}: {error}"}
    print(json.dumps({"id": asked["id"], **reply}, default=lambda value: value.isoformat()), flush=True)
