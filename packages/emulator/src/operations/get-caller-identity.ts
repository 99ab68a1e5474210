import { callerArn, callerId } from "../account/caller.js";
import { type Operation, operation } from "./operation.js";

/**
 * Says who the caller is.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const getCallerIdentity: Operation = operation({
  summary: "Says who the caller is: a user that is named after its access key, or an assumed role.",
  input: {},
  answer: (_, { caller }) => ({ UserId: callerId(caller), Account: caller.accountId, Arn: callerArn(caller) }),
});
