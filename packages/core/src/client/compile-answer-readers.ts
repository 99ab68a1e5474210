import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { compiledReader, type Reader, type SdkSchema } from "./compiled-reader.js";

/**
 * Reads the client's answers by readers that are worked out once for each kind of answer.
 *
 * What comes out is what the SDK's own deserializer makes of the same bytes. Whatever is not as its schema says
 * (a string in the place of a timestamp, a text that is no JSON) is left to that deserializer, and so are its errors.
 */
export function compileAnswerReaders(client: RekognitionClient): void {
  const { deserializer } = client.config.protocol as { readonly deserializer?: unknown };
  if (!isJsonDeserializer(deserializer)) {
    return;
  }
  const read = deserializer.read.bind(deserializer);
  const readers = new WeakMap<object, Reader | typeof NO_READER>();
  const readerOf = (schema: object): Reader | typeof NO_READER => {
    let reader = readers.get(schema);
    if (reader === undefined) {
      reader = (isSdkSchema(schema) ? compiledReader(schema) : undefined) ?? NO_READER;
      readers.set(schema, reader);
    }
    return reader;
  };
  Object.assign(deserializer, {
    read: async (schema: unknown, data: unknown): Promise<unknown> => {
      if (typeof schema === "object" && schema !== null && data instanceof Uint8Array) {
        const reader = readerOf(schema);
        if (reader !== NO_READER) {
          try {
            const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8");
            return reader(JSON.parse(text));
          } catch {
            // The SDK's own way, from the bytes: what was read so far may have been changed.
          }
        }
      }
      try {
        return await read(schema, data);
      } catch (error) {
        throw withBodyText(error, data);
      }
    },
  });
}

/**
 * What could not be read, where the SDK's parsers of other protocols leave it, and its middleware looks for it:
 * without, nobody knows who answered.
 */
function withBodyText(error: unknown, data: unknown): unknown {
  if (error instanceof SyntaxError && data instanceof Uint8Array && !("$responseBodyText" in error)) {
    Object.defineProperty(error, "$responseBodyText", { value: new TextDecoder().decode(data), configurable: true });
  }
  return error;
}

const NO_READER = Symbol("no reader");

interface JsonDeserializer {
  read(schema: unknown, data: unknown): Promise<unknown>;
}

/** Whether it reads members under their own names, and timestamps as epoch seconds by default. */
function isJsonDeserializer(value: unknown): value is JsonDeserializer {
  const { read, settings } = (value ?? {}) as { readonly read?: unknown; readonly settings?: Settings | undefined };
  return (
    typeof read === "function" &&
    settings?.jsonName === false &&
    settings.timestampFormat?.useTrait === true &&
    settings.timestampFormat.default === 7
  );
}

interface Settings {
  readonly jsonName?: boolean;
  readonly timestampFormat?: { readonly useTrait?: boolean; readonly default?: number };
}

function isSdkSchema(schema: object): schema is SdkSchema {
  return ASKED.every((method) => typeof Reflect.get(schema, method) === "function");
}

const ASKED: readonly (keyof SdkSchema)[] = [
  "getSchema",
  "isStructSchema",
  "isUnionSchema",
  "isListSchema",
  "isStringSchema",
  "isBooleanSchema",
  "isNumericSchema",
  "getMergedTraits",
  "getValueSchema",
  "structIterator",
];
