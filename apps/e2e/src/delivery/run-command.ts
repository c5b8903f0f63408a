import { main } from '@shortlist/cli';

// The command line from its sources, so that a proof needs no build.
await main(process.argv);
