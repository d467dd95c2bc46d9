package dev.warfront.config;

import dev.warfront.testing.BlockHoundIsAwake;

class BlockHoundTest extends BlockHoundIsAwake {}
