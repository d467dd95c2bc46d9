/// The audit log over HTTP: what is written down of requests, and how it is read.
@NullMarked
package dev.warfront.audit.http;

import org.jspecify.annotations.NullMarked;
