import type { RequestListener } from 'node:http';
import { JSDOM } from 'jsdom';
import request from 'supertest';

/** The document that an address answers with; the test fails where the answer is not 200. */
export async function pageAt(app: RequestListener, address: string): Promise<Document> {
  const { text } = await request(app).get(address).expect(200);
  return new JSDOM(text).window.document;
}

/** What an element says, its white space run together; nothing for no element. */
export const textOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
