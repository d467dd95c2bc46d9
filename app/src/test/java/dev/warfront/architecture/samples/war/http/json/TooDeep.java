package dev.warfront.architecture.samples.war.http.json;

class TooDeep {}
