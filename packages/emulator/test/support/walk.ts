import {
  DescribeProjectsCommand,
  type DescribeProjectsRequest,
  type RekognitionClient,
} from "@aws-sdk/client-rekognition";

/** Every page of a listing, as ARNs. */
export async function walk(
  client: RekognitionClient,
  input: DescribeProjectsRequest,
  betweenPages: () => void = () => undefined,
): Promise<string[][]> {
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    if (pages.length > 0) {
      betweenPages();
    }
    const page = await client.send(new DescribeProjectsCommand({ ...input, NextToken: token }));
    pages.push((page.ProjectDescriptions ?? []).map((project) => project.ProjectArn ?? ""));
    token = page.NextToken;
  } while (token !== undefined);
  return pages;
}
