import { callerArn, callerId } from "../account/caller.js";
import { type Operation, operation } from "./operation.js";

/**
 * Says who asks.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const getCallerIdentity: Operation = operation({
  summary: "Says who asks: a user of the name of its access key, or a role that was assumed.",
  input: {},
  answer: (_, { caller }) => ({ UserId: callerId(caller), Account: caller.accountId, Arn: callerArn(caller) }),
});
