import { CreateProjectCommand, DeleteProjectCommand } from "@aws-sdk/client-rekognition";
import { clientOf } from "./client-of.js";
import type { CommandFolder } from "./command-folder.js";

/** One project comes, one of the small account goes. */
export async function comeAndGo(folder: CommandFolder): Promise<void> {
  using client = clientOf(folder);
  await client.send(new CreateProjectCommand({ ProjectName: "brand-new" }));
  const projects = folder.rows("out/projects.ndjson") as readonly { readonly arn: string; readonly name: string }[];
  const old = projects.find(({ name }) => name === "nothing-yet");
  await client.send(new DeleteProjectCommand({ ProjectArn: old?.arn }));
}

/** What `diff` says of it. */
export const CHANGES = /\n\nProjects: 1 added, 1 removed\n {2}111122223333 us-east-1\n[^]*\+ brand-new\n/;
