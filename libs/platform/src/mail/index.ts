export * from './mail-transport.js';
export * from './mail.config.js';
export * from './mail.module.js';
export * from './drivers/mailbox.driver.js';
export * from './drivers/smtp.driver.js';
