import { connect as connectSocket } from 'node:net';
import { RSocketConnector } from 'rsocket-core';
import { TcpClientTransport } from 'rsocket-tcp-client';
import { WebsocketClientTransport } from 'rsocket-websocket-client';
import {
  encodeBearerAuthMetadata,
  encodeCompositeMetadata,
  encodeRoute,
  WellKnownMimeType,
} from 'rsocket-composite-metadata';
import WebSocket from 'ws'; // a browser has its own

export function tcp(address) {
  const [host, port] = address.split(':');
  return new TcpClientTransport({
    connectionOptions: { host, port: Number(port) },
    socketCreator: (options) => connectSocket(options).on('error', () => {}), // one behind its end would end Node
  });
}

export function webSocket(url) {
  return new WebsocketClientTransport({ url, wsCreator: (each) => new WebSocket(each) });
}

/** Without a token: enough for the public streams. */
export function connect(transport, token) {
  return new RSocketConnector({
    transport,
    setup: {
      dataMimeType: 'application/json',
      metadataMimeType: 'message/x.rsocket.composite-metadata.v0',
      keepAlive: 10_000,
      lifetime: 60_000,
      payload: { data: null, metadata: token ? authentication(token) : undefined },
    },
  }).connect();
}

/** A request's payload: its route in the metadata, JSON in the data. */
export function request(route, data) {
  const metadata = encodeCompositeMetadata([[WellKnownMimeType.MESSAGE_RSOCKET_ROUTING, encodeRoute(route)]]);
  return { data: data === undefined ? null : json(data), metadata };
}

export const json = (data) => Buffer.from(JSON.stringify(data));

function authentication(token) {
  const bearer = encodeBearerAuthMetadata(token);
  return encodeCompositeMetadata([[WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION, bearer]]);
}
