import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import type { PageClient } from "@rekognition-rx/core";

/** Whatever sends `DescribeProjects`: a `RekognitionClient`, best from `rekognitionClient()`, or a double. */
export type InventoryClient = PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand>;
