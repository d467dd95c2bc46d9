import { createHmac } from 'node:crypto';

/** @param {Buffer} value the very bytes that are sent */
export const sign = (signingKey, value) =>
  createHmac('sha256', Buffer.from(signingKey, 'hex')).update(value).digest('hex');
