import * as t from "io-ts";
import { finite } from "../schema/finite.js";

/**
 * A label attribute of a dataset entry, with its metadata: what SageMaker Ground Truth calls the output of a labeling job.
 *
 * `type` distinguishes the forms. Several labels of one image are several attributes of the first form, as Custom Labels
 * wants them, or one attribute of the second, as Ground Truth writes them.
 *
 * Class numbers may be in quotes in the line; here they are numbers. Members that the types do not name are kept in
 * `value` and `metadata` as they came, such as the `cl-errors` that the service adds.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html
 */
export type LabelAttribute = ClassificationAttribute | MultiLabelAttribute | BoundingBoxAttribute;

/** A label of the whole image: `metadata["class-name"]`. */
export interface ClassificationAttribute {
  readonly type: "groundtruth/image-classification";
  /** The attribute's name in the line. */
  readonly attribute: string;
  /** The number of the class. Custom Labels does not use it. */
  readonly value: number;
  /** AWS's script that splits a multi-label attribute keeps that type in each part, and adds a `class-name`. */
  readonly metadata: LabelMetadata<
    "groundtruth/image-classification" | "groundtruth/image-classification-multilabel"
  > & {
    readonly "class-name": string;
    /** From 0 to 1. */
    readonly confidence?: number;
  };
}

/** Several labels of the whole image: `metadata["class-map"][value[i]]`. */
export interface MultiLabelAttribute {
  readonly type: "groundtruth/image-classification-multilabel";
  /** The attribute's name in the line. */
  readonly attribute: string;
  /** The numbers of the classes, as the class map has them. */
  readonly value: readonly number[];
  readonly metadata: LabelMetadata<"groundtruth/image-classification-multilabel"> & {
    readonly "class-map": ClassMap;
    /** The confidence for each class number, from 0 to 1. */
    readonly "confidence-map"?: Readonly<Record<string, number>>;
  };
}

/** Objects in the image, each in its box: `metadata["class-map"][value.annotations[i].class_id]`. */
export interface BoundingBoxAttribute {
  readonly type: "groundtruth/object-detection";
  /** The attribute's name in the line. */
  readonly attribute: string;
  /** The size of the image, and the boxes. */
  readonly value: {
    /** One size in a list, as Ground Truth writes it. */
    readonly image_size: readonly ImageSize[];
    readonly annotations: readonly BoundingBoxAnnotation[];
  };
  readonly metadata: LabelMetadata<"groundtruth/object-detection"> & {
    readonly "class-map": ClassMap;
    /** One for each annotation, in the same order. A `confidence` is from 0 to 1. */
    readonly objects?: readonly { readonly confidence?: number }[];
  };
}

/** A size in pixels; `depth` is the number of colour channels. */
export interface ImageSize {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** The number of colour channels: 3 for RGB. */
  readonly depth?: number;
}

/** A box in pixels, from the image's upper left corner. */
export interface BoundingBoxAnnotation {
  /** The number of the class: a key of the class map. */
  readonly class_id: number;
  /** Pixels from the image's upper edge. */
  readonly top: number;
  /** Pixels from the image's left edge. */
  readonly left: number;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

/** The names of classes by their numbers. */
export type ClassMap = Readonly<Record<string, string>>;

/** What the metadata of every form has. */
export interface LabelMetadata<Form extends string> {
  readonly type: Form;
  /** `yes` or `no` */
  readonly "human-annotated"?: string;
  /** As it is in the line. It may have no offset. */
  readonly "creation-date"?: string;
  /** The name of the labeling job. */
  readonly "job-name"?: string;
}

/** A number of a class. Ground Truth also writes it in quotes. */
const classNumber = new t.Type<number>(
  "number",
  finite.is,
  (value, context) =>
    typeof value === "string" && QUOTED_NUMBER.test(value) ? t.success(Number(value)) : finite.validate(value, context),
  t.identity,
);
const QUOTED_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

const common = t.partial({ "human-annotated": t.string, "creation-date": t.string, "job-name": t.string });
const classMap = t.record(t.string, t.string);

const size = t.intersection([t.type({ width: finite, height: finite }), t.partial({ depth: finite })]);
const box = t.type({ class_id: classNumber, top: finite, left: finite, width: finite, height: finite });

/** The codecs of each form's value and metadata. io-ts's own structures keep members that they do not name. */
export const LABEL_FORMS: Readonly<
  Record<LabelAttribute["type"], { readonly value: LabelPart; readonly metadata: LabelPart }>
> = {
  "groundtruth/image-classification": {
    value: classNumber,
    metadata: t.intersection([t.type({ "class-name": t.string }), t.partial({ confidence: finite }), common]),
  },
  "groundtruth/image-classification-multilabel": {
    value: t.array(classNumber),
    metadata: t.intersection([
      t.type({ "class-map": classMap }),
      t.partial({ "confidence-map": t.record(t.string, finite) }),
      common,
    ]),
  },
  "groundtruth/object-detection": {
    value: t.type({ image_size: t.array(size), annotations: t.array(box) }),
    metadata: t.intersection([
      t.type({ "class-map": classMap }),
      t.partial({ objects: t.array(t.partial({ confidence: finite })) }),
      common,
    ]),
  },
};

/** A codec of what is kept as it is: it needs no encoding. */
type LabelPart = t.Decoder<unknown, unknown> & { readonly is: t.Is<unknown> };
