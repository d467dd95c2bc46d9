package dev.warfront.architecture.samples.war;

enum CancelRefusal {
    TOO_LATE
}
