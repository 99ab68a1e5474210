import { rekognitionEmulator } from "./command/rekognition-emulator.js";

await rekognitionEmulator(process.argv);
