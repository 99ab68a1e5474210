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

const inAccount = { partition: "aws", account_id: "111122223333", region: "us-east-1" };
const arn = "arn:aws:rekognition:us-east-1:111122223333:project";

const pcb = {
  ...inAccount,
  project_arn: `${arn}/pcb.solder-defects/1767323045678`,
  project_name: "pcb.solder-defects",
  feature: "CUSTOM_LABELS",
  project_status: "CREATED",
  project_creation_timestamp: "2026-01-02T03:04:05.678Z",
  auto_update: null,
};

/** What the inventory of {@link smallAccount} has to say, written out by hand; without what is about the run. */
export const smallAccountRows = [
  {
    ...pcb,
    dataset_arn: `${arn}/pcb.solder-defects/dataset/train/1767398400000`,
    dataset_type: "TRAIN",
    dataset_status: "CREATE_COMPLETE",
    dataset_status_message: "The dataset was created.",
    dataset_status_message_code: "SUCCESS",
    dataset_creation_timestamp: "2026-01-03T00:00:00.000Z",
  },
  {
    ...pcb,
    dataset_arn: `${arn}/pcb.solder-defects/dataset/test/1767484800000`,
    dataset_type: "TEST",
    dataset_status: "CREATE_FAILED",
    dataset_status_message: '=HYPERLINK("http://example.com"),\nthe "manifest" is empty',
    dataset_status_message_code: "CLIENT_ERROR",
    dataset_creation_timestamp: "2026-01-04T00:00:00.000Z",
  },
  {
    ...inAccount,
    project_arn: `${arn}/nothing-yet/1769904000000`,
    project_name: "nothing-yet",
    feature: "CUSTOM_LABELS",
    project_status: "CREATING",
    project_creation_timestamp: "2026-02-01T00:00:00.000Z",
    auto_update: null,
    dataset_arn: null,
    dataset_type: null,
    dataset_status: null,
    dataset_status_message: null,
    dataset_status_message_code: null,
    dataset_creation_timestamp: null,
  },
  {
    ...inAccount,
    project_arn: `${arn}/moderation/1772323200000`,
    project_name: "moderation",
    feature: "CONTENT_MODERATION",
    project_status: "CREATED",
    project_creation_timestamp: "2026-03-01T00:00:00.000Z",
    auto_update: "ENABLED",
    dataset_arn: `${arn}/moderation/dataset/train/1772409600000`,
    dataset_type: "TRAIN",
    dataset_status: "UPDATE_IN_PROGRESS",
    dataset_status_message: "The dataset is being updated.",
    dataset_status_message_code: "SUCCESS",
    dataset_creation_timestamp: "2026-03-02T00:00:00.000Z",
  },
];
