/** The schema that the tables are in. */
export const SCHEMA = "rekognition_etl";
