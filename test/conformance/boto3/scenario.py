"""Scenarios with a client of boto3: what came of each as JSON takes it."""

import json

import botocore.exceptions

OUTPUT = {"S3Bucket": "results", "S3KeyPrefix": "out/"}


def outcome(call, **arguments):
    """The class of the exception that a call raises, as boto3 has it, with its code and status."""
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        return [
            type(error).__name__,
            error.response["Error"]["Code"],
            error.response["ResponseMetadata"]["HTTPStatusCode"],
        ]
    except botocore.exceptions.BotoCoreError as error:
        return [type(error).__name__]
    return "OK"


def projects(client):
    pages = client.get_paginator("describe_projects").paginate(PaginationConfig={"PageSize": 3})
    return [project["ProjectArn"] for page in pages for project in page["ProjectDescriptions"]]


def paging(client):
    paginator = client.get_paginator("describe_projects")
    first = paginator.paginate(PaginationConfig={"PageSize": 2, "MaxItems": 3}).build_full_result()
    rest = paginator.paginate(
        PaginationConfig={"PageSize": 2, "StartingToken": first["NextToken"]}
    ).build_full_result()
    return {
        "first": [each["ProjectArn"] for each in first["ProjectDescriptions"]],
        "rest": [each["ProjectArn"] for each in rest["ProjectDescriptions"]],
        "searched": list(paginator.paginate().search("ProjectDescriptions[].Status")),
        "created": first["ProjectDescriptions"][0]["CreationTimestamp"].timestamp(),
    }


def errors(client):
    arn = "arn:aws:rekognition:us-east-1:111122223333:project/nobody/1"
    return {
        "not found": outcome(client.describe_project_versions, ProjectArn=arn),
        "validation": outcome(client.describe_projects, MaxResults=101),
        "token": outcome(client.describe_projects, NextToken="forged"),
        "taken": outcome(client.create_project, ProjectName="p0"),
        "local": outcome(client.describe_projects, MaxResults=0),
        "not emulated": outcome(client.list_collections),
        "modelled": isinstance_of_modelled(client, arn),
    }


def isinstance_of_modelled(client, arn):
    try:
        client.delete_project(ProjectArn=arn)
    except client.exceptions.ResourceNotFoundException:
        return True
    return False


def fault(client):
    return outcome(client.describe_projects)


def life(client):
    """A project from its creation to its end, by way of the waiters."""
    project = client.create_project(ProjectName="made")["ProjectArn"]
    arns = {}
    for kind in ("TRAIN", "TEST"):
        arns[kind] = client.create_dataset(ProjectArn=project, DatasetType=kind)["DatasetArn"]
    lines = "\n".join(
        json.dumps(
            {
                "source-ref": f"s3://bucket/{index}.jpg",
                "set": 1,
                "set-metadata": {"class-name": f"label-{index % 2}", "type": "groundtruth/image-classification"},
            }
        )
        for index in range(10)
    )
    client.update_dataset_entries(DatasetArn=arns["TRAIN"], Changes={"GroundTruth": lines.encode()})
    client.distribute_dataset_entries(Datasets=[{"Arn": arns["TRAIN"]}, {"Arn": arns["TEST"]}])
    entries = [
        entry
        for page in client.get_paginator("list_dataset_entries").paginate(
            DatasetArn=arns["TRAIN"], ContainsLabels=["label-1"], PaginationConfig={"PageSize": 2}
        )
        for entry in page["DatasetEntries"]
    ]
    labels = [
        label["LabelName"]
        for page in client.get_paginator("list_dataset_labels").paginate(
            DatasetArn=arns["TRAIN"], PaginationConfig={"PageSize": 1}
        )
        for label in page["DatasetLabelDescriptions"]
    ]
    stats = client.describe_dataset(DatasetArn=arns["TEST"])["DatasetDescription"]["DatasetStats"]
    version = client.create_project_version(ProjectArn=project, VersionName="v", OutputConfig=OUTPUT)
    version = version["ProjectVersionArn"]
    patience = {"Delay": 0, "MaxAttempts": 100_000}
    client.get_waiter("project_version_training_completed").wait(ProjectArn=project, WaiterConfig=patience)
    client.start_project_version(ProjectVersionArn=version, MinInferenceUnits=1)
    client.get_waiter("project_version_running").wait(
        ProjectArn=project, VersionNames=["v"], WaiterConfig=patience
    )
    busy = outcome(client.delete_project, ProjectArn=project)
    client.stop_project_version(ProjectVersionArn=version)
    client.tag_resource(ResourceArn=version, Tags={"a": "b"})
    tags = client.list_tags_for_resource(ResourceArn=version)["Tags"]
    description = client.describe_project_versions(ProjectArn=project)["ProjectVersionDescriptions"][0]
    client.delete_project_version(ProjectVersionArn=version)
    for arn in arns.values():
        client.delete_dataset(DatasetArn=arn)
    status = client.delete_project(ProjectArn=project)["Status"]
    return {
        "entries": [json.loads(entry)["source-ref"] for entry in entries],
        "labels": labels,
        "moved": stats["TotalEntries"],
        "busy": busy,
        "tags": tags,
        "stopped": description["Status"],
        "units": description["MinInferenceUnits"],
        "status": status,
    }


def failed_waiter(client):
    arn = projects(client)[0]
    try:
        client.get_waiter("project_version_training_completed").wait(
            ProjectArn=arn, WaiterConfig={"Delay": 0, "MaxAttempts": 3}
        )
    except botocore.exceptions.WaiterError as error:
        return [type(error).__name__, error.last_response["ProjectVersionDescriptions"][0]["Status"]]
    return "OK"
