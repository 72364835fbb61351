#!/usr/bin/env node
/** The command `touchstone`. */
import { connect } from './connect.ts';

await connect();
