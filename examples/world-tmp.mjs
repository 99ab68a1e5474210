import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
const regions = ["us-east-1", "eu-west-1", "ap-northeast-1"];
const { accounts, organization, denied } = lifelikeOrganization({ accounts: 4, regions, projects: 25 });
const faults = { region: "eu-west-1", bucket: { ratePerSecond: 4, burst: 1 }, fault: { type: "throttle" } };
const emulator = await createEmulator({ accounts, organization: { accounts: organization.accounts.map(({ accountId, name }) => ({ accountId, name })) }, denied, transitions: 5000, port: 4599, faults, latency: 40 });
console.log(emulator.url, JSON.stringify(denied).slice(0, 600), accounts.map((a) => `${a.accountId} ${a.region}`).join(","));
setInterval(() => {}, 1e6);
