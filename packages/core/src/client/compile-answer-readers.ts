import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { compiledReader, type Reader, type SdkSchema } from "./compiled-reader.js";

/**
 * Makes a client read its answers with readers that are compiled once for each kind of answer.
 *
 * The result is what the SDK's own deserializer makes of the same bytes. An answer that does not match its schema
 * (a string in the place of a timestamp, a text that is not JSON) is left to that deserializer, with its errors.
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
            // Below, the SDK begins again from the bytes: the reader may have changed the parsed value.
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
 * Adds the text that could not be read to the error. The SDK's parsers of other protocols put it there too, and its
 * middleware looks for it there. Without the text nobody knows who answered.
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

/** Whether a deserializer reads members under their own names, and timestamps as epoch seconds by default. */
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
