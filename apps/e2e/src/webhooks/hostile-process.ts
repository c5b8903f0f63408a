import { HostileReceivers } from './receivers.js';

// The process of the hostile receivers: its argument says how many. What they hold in memory, such as answers without end, is not the sender's.
const receivers = await HostileReceivers.start();
process.on('message', () => receivers.turn());
process.on('disconnect', () => process.exit());
process.send?.(receivers.urls(Number(process.argv[2])));
