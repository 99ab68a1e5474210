/** The examples below the help. */
export const EXAMPLES = `
Examples:
  rekognition-inventory doctor --region eu-west-1 --depth versions,usage
                                             whether everything that a run needs is there, and what to do if not
  rekognition-inventory --region eu-west-1 --depth versions,usage --format csv,html
                                             tables for a spreadsheet, and a report for who pays: out/report.html
  rekognition-inventory cost                 what runs now, and what it costs
  rekognition-inventory diff                 what has changed since the run before
  rekognition-inventory --organization --region all --depth all
  rekognition-inventory --accounts accounts.txt --role-name inventory-reader --region eu-west-1,us-east-1
  rekognition-inventory --config options.json, with {"region": ["eu-west-1"], "depth": "versions,usage"} in it

It writes inventory.ndjson and inventory.csv (one row per dataset), a table for each kind of record, and what became of
every account and region (ledger). A run that was stopped goes on with: rekognition-inventory resume
The options of each command: rekognition-inventory export --help

It needs the permission rekognition:DescribeProjects; with --depth also what the depth asks for: DescribeDataset,
ListDatasetLabels (datasets), DescribeProjectVersions, ListTagsForResource (versions), DescribeProjectVersions,
cloudwatch:GetMetricData (usage), ListProjectPolicies (policies), ListDatasetEntries (entries). To check them:
rekognition-inventory doctor --depth all; to get an IAM policy: rekognition-inventory doctor --policy --depth all

Exit status: 0 as asked; 1 nothing done; 2 a mistake on the command line; 3 something could not be read, as --fail-on
says; 130, 143, 129 stopped by a signal.`;
