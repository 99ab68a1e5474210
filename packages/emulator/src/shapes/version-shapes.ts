import { flag } from "./flag.js";
import { float } from "./float.js";
import { listOf } from "./list-of.js";
import type { Member } from "./member.js";
import { structure } from "./structure.js";
import { text } from "./text.js";

type Maybe<A> = { readonly [Name in keyof A]: A[Name] | undefined };

/** A manifest in S3. */
export type GroundTruthManifest = Maybe<{
  readonly S3Object: Maybe<{ readonly Bucket: string; readonly Name: string; readonly Version: string }>;
}>;

type Assets = readonly Maybe<{ readonly GroundTruthManifest: GroundTruthManifest }>[];

/** An object in S3. */
export const s3Object: Member<Maybe<{ readonly Bucket: string; readonly Name: string; readonly Version: string }>> =
  structure({
    Bucket: text({ minLength: 3, maxLength: 255, pattern: "[0-9A-Za-z\\.\\-_]*" }),
    Name: text({ minLength: 1, maxLength: 1_024 }),
    Version: text({ minLength: 1, maxLength: 1_024 }),
  });

/** A manifest in S3. */
export const groundTruthManifest: Member<GroundTruthManifest> = structure({ S3Object: s3Object });

const assets: Member<Assets> = listOf(structure({ GroundTruthManifest: groundTruthManifest }));

/** The manifests that a version is trained on. */
export const trainingData: Member<Maybe<{ readonly Assets: Assets }>> = structure({ Assets: assets });

/** The manifests that a version is tested on. */
export const testingData: Member<Maybe<{ readonly Assets: Assets; readonly AutoCreate: boolean }>> = structure({
  Assets: assets,
  AutoCreate: flag(),
});

/** Where the results of a training go. */
export const outputConfig: Member<Maybe<{ readonly S3Bucket: string; readonly S3KeyPrefix: string }>> = structure({
  S3Bucket: text({ minLength: 3, maxLength: 255, pattern: "[0-9A-Za-z\\.\\-_]*" }),
  S3KeyPrefix: text({ maxLength: 1_024 }),
});

/** The configuration of a training for one feature. */
export const featureConfig: Member<
  Maybe<{ readonly ContentModeration: Maybe<{ readonly ConfidenceThreshold: number }> }>
> = structure({ ContentModeration: structure({ ConfidenceThreshold: float({ min: 0, max: 100 }) }) });

/** The key that encrypts a training. */
export const kmsKeyId: Member<string> = text({
  minLength: 1,
  maxLength: 2_048,
  pattern: "^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$",
});
