#!/usr/bin/env node
import "../dist/bundled/bin.js";
