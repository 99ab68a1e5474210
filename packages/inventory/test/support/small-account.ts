import type { AccountSeed } from "@rekognition-rx/emulator";

/** Three projects of which every member is known. */
export const smallAccount: AccountSeed = {
  accountId: "111122223333",
  region: "us-east-1",
  projects: [
    {
      name: "pcb.solder-defects",
      createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      datasets: [
        {
          type: "TRAIN",
          createdAt: Date.UTC(2026, 0, 3),
          status: "CREATE_COMPLETE",
          statusMessage: "The dataset was created.",
          statusMessageCode: "SUCCESS",
        },
        {
          type: "TEST",
          createdAt: Date.UTC(2026, 0, 4),
          status: "CREATE_FAILED",
          statusMessage: '=HYPERLINK("http://example.com"),\nthe "manifest" is empty',
          statusMessageCode: "CLIENT_ERROR",
        },
      ],
    },
    { name: "nothing-yet", createdAt: Date.UTC(2026, 1, 1), status: "CREATING" },
    {
      name: "moderation",
      createdAt: Date.UTC(2026, 2, 1),
      feature: "CONTENT_MODERATION",
      autoUpdate: "ENABLED",
      datasets: [{ type: "TRAIN", createdAt: Date.UTC(2026, 2, 2), status: "UPDATE_IN_PROGRESS" }],
    },
  ],
};

const inAccount = { account: "111122223333", region: "us-east-1", partition: "aws" };
const arn = "arn:aws:rekognition:us-east-1:111122223333:project";

const pcb = {
  ...inAccount,
  projectName: "pcb.solder-defects",
  projectArn: `${arn}/pcb.solder-defects/1767323045678`,
  feature: "CUSTOM_LABELS",
  projectStatus: "CREATED",
  projectCreatedAt: "2026-01-02T03:04:05.678Z",
  autoUpdate: null,
};

/** What the inventory of {@link smallAccount} has to say, written out by hand. */
export const smallAccountRows = [
  {
    ...pcb,
    datasetType: "TRAIN",
    datasetArn: `${arn}/pcb.solder-defects/dataset/train/1767398400000`,
    datasetStatus: "CREATE_COMPLETE",
    datasetStatusMessage: "The dataset was created.",
    datasetStatusMessageCode: "SUCCESS",
    datasetCreatedAt: "2026-01-03T00:00:00.000Z",
  },
  {
    ...pcb,
    datasetType: "TEST",
    datasetArn: `${arn}/pcb.solder-defects/dataset/test/1767484800000`,
    datasetStatus: "CREATE_FAILED",
    datasetStatusMessage: '=HYPERLINK("http://example.com"),\nthe "manifest" is empty',
    datasetStatusMessageCode: "CLIENT_ERROR",
    datasetCreatedAt: "2026-01-04T00:00:00.000Z",
  },
  {
    ...inAccount,
    projectName: "nothing-yet",
    projectArn: `${arn}/nothing-yet/1769904000000`,
    feature: "CUSTOM_LABELS",
    projectStatus: "CREATING",
    projectCreatedAt: "2026-02-01T00:00:00.000Z",
    autoUpdate: null,
    datasetType: null,
    datasetArn: null,
    datasetStatus: null,
    datasetStatusMessage: null,
    datasetStatusMessageCode: null,
    datasetCreatedAt: null,
  },
  {
    ...inAccount,
    projectName: "moderation",
    projectArn: `${arn}/moderation/1772323200000`,
    feature: "CONTENT_MODERATION",
    projectStatus: "CREATED",
    projectCreatedAt: "2026-03-01T00:00:00.000Z",
    autoUpdate: "ENABLED",
    datasetType: "TRAIN",
    datasetArn: `${arn}/moderation/dataset/train/1772409600000`,
    datasetStatus: "UPDATE_IN_PROGRESS",
    datasetStatusMessage: "The dataset is being updated.",
    datasetStatusMessageCode: "SUCCESS",
    datasetCreatedAt: "2026-03-02T00:00:00.000Z",
  },
];
